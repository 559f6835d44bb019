-- The warehouse that graph.dg speaks of, as a DuckDB script: `[warehouse.demo]` in datagraph.toml runs it in memory.
-- A project is an attached database here. Keys are declared, foreign keys are not, as in most of BigQuery.
-- Every figure follows from a row's number, so each run gives the same data. The graph leaves out some of the tables.
ATTACH ':memory:' AS "my-project-42";
ATTACH ':memory:' AS "shared-reference-data";
CREATE SCHEMA "my-project-42"."retail";
CREATE SCHEMA "my-project-42"."catalogue";
CREATE SCHEMA "my-project-42"."staging";
CREATE SCHEMA "my-project-42"."segment_profiles";
CREATE SCHEMA "shared-reference-data"."geo";

CREATE TABLE "shared-reference-data"."geo"."stores" (
  "store_id" VARCHAR PRIMARY KEY,
  "title" VARCHAR NOT NULL,
  "street" VARCHAR,
  "city" VARCHAR NOT NULL,
  "country" VARCHAR NOT NULL
);
COMMENT ON TABLE "shared-reference-data"."geo"."stores" IS 'Shops of all brands, one row each';
INSERT INTO "shared-reference-data"."geo"."stores"
SELECT printf('S%03d', i), printf('Shop %d', i), printf('High Street %d', i), ['Leeds', 'York', 'Hull'][i % 3 + 1], 'GB'
FROM range(1, 51) t(i);

CREATE TABLE "shared-reference-data"."geo"."regions" (
  "region_code" VARCHAR PRIMARY KEY,
  "title" VARCHAR NOT NULL
);
INSERT INTO "shared-reference-data"."geo"."regions" VALUES ('YRK', 'Yorkshire'), ('LNC', 'Lancashire'), ('KNT', 'Kent');

CREATE TABLE "my-project-42"."catalogue"."articles" (
  "article_id" VARCHAR PRIMARY KEY,
  "title" VARCHAR NOT NULL,
  "brand" VARCHAR,
  "price" DECIMAL(10, 2) NOT NULL
);
INSERT INTO "my-project-42"."catalogue"."articles"
SELECT printf('A-%04d', i), printf('Article %d', i), ['Hearth', 'Meadow', NULL][i % 3 + 1], 2.99 + i % 70
FROM range(1, 401) t(i);

CREATE TABLE "my-project-42"."catalogue"."article_price_history" (
  "article_id" VARCHAR,
  "price" DECIMAL(10, 2) NOT NULL,
  "valid_from" DATE,
  "valid_to" DATE,
  PRIMARY KEY ("article_id", "valid_from")
);
INSERT INTO "my-project-42"."catalogue"."article_price_history"
SELECT "article_id", "price" - 1, DATE '2025-01-01', DATE '2026-01-01' FROM "my-project-42"."catalogue"."articles"
UNION ALL SELECT "article_id", "price", DATE '2026-01-01', NULL FROM "my-project-42"."catalogue"."articles";

CREATE TABLE "my-project-42"."retail"."loyalty_members" (
  "member_id" BIGINT PRIMARY KEY,
  "member_number" VARCHAR NOT NULL,
  "tier" VARCHAR NOT NULL,
  "joined_on" DATE NOT NULL
);
COMMENT ON COLUMN "my-project-42"."retail"."loyalty_members"."member_number" IS 'The number printed on the card';
INSERT INTO "my-project-42"."retail"."loyalty_members"
SELECT 10000 + i, printf('LY%07d', i * 53), ['blue', 'silver', 'gold'][i % 3 + 1], DATE '2022-01-01' + i::INTEGER
FROM range(1, 501) t(i);

CREATE TABLE "my-project-42"."retail"."orders" (
  "order_id" BIGINT PRIMARY KEY,
  "member_id" BIGINT NOT NULL,
  "store_id" VARCHAR,
  "channel" VARCHAR NOT NULL,
  "total" DECIMAL(10, 2) NOT NULL,
  "ordered_at" TIMESTAMP NOT NULL
);
COMMENT ON COLUMN "my-project-42"."retail"."orders"."store_id" IS 'The shop; empty for online orders';
INSERT INTO "my-project-42"."retail"."orders"
SELECT 800000 + i, 10001 + i * 7 % 500, CASE WHEN i % 3 > 0 THEN printf('S%03d', i % 50 + 1) END,
       CASE WHEN i % 3 > 0 THEN 'shop' ELSE 'online' END, 5.5 + i % 120, TIMESTAMP '2026-01-01' + to_minutes(i * 31)
FROM range(1800) t(i);

CREATE TABLE "my-project-42"."retail"."order_lines" (
  "order_line_id" BIGINT PRIMARY KEY,
  "order_id" BIGINT NOT NULL,
  "article_id" VARCHAR NOT NULL,
  "quantity" BIGINT NOT NULL,
  "unit_price" DECIMAL(10, 2) NOT NULL
);
INSERT INTO "my-project-42"."retail"."order_lines"
SELECT 5000000 + i, 800000 + i % 1800, printf('A-%04d', (i // 1800 * 113 + i * 11) % 400 + 1), i % 3 + 1, 2.99 + i % 70
FROM range(4500) t(i);

CREATE TABLE "my-project-42"."retail"."daily_sales" (
  "store_id" VARCHAR,
  "day" DATE,
  "total" DECIMAL(12, 2),
  PRIMARY KEY ("store_id", "day")
);
INSERT INTO "my-project-42"."retail"."daily_sales"
SELECT "store_id", "ordered_at"::DATE, sum("total") FROM "my-project-42"."retail"."orders"
WHERE "store_id" IS NOT NULL GROUP BY ALL;

CREATE VIEW "my-project-42"."retail"."online_orders" AS
SELECT "order_id", "member_id", "total", "ordered_at" FROM "my-project-42"."retail"."orders" WHERE "channel" = 'online';

-- A copy that somebody made, and what a load leaves behind.
CREATE TABLE "my-project-42"."retail"."orders_20260101" AS
SELECT * FROM "my-project-42"."retail"."orders" WHERE "order_id" < 801000;
CREATE TABLE "my-project-42"."staging"."raw_orders" AS
SELECT "order_id"::VARCHAR AS "order_id", "member_id"::VARCHAR AS "member_id", "store_id", "total"::VARCHAR AS "total"
FROM "my-project-42"."retail"."orders" WHERE "order_id" >= 801000;

-- What Profiles Sync writes (https://www.twilio.com/docs/segment/unify/profiles-sync/tables).

CREATE TABLE "my-project-42"."segment_profiles"."id_graph_updates" (
  "id" VARCHAR,
  "segment_id" VARCHAR,
  "canonical_segment_id" VARCHAR,
  "triggering_event_id" VARCHAR,
  "triggering_event_name" VARCHAR,
  "triggering_event_type" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."id_graph_updates"
SELECT printf('igu-%d', i), printf('use_%05d', i), printf('use_%05d', i), printf('event-%d', i), NULL, 'identify',
       1767225600000 + i, moment, moment, moment
FROM (SELECT i, TIMESTAMP '2026-01-01' + to_minutes(i) AS moment FROM range(1, 501) t(i));

CREATE TABLE "my-project-42"."segment_profiles"."external_id_mapping_updates" (
  "id" VARCHAR,
  "segment_id" VARCHAR,
  "external_id_hash" VARCHAR,
  "external_id_type" VARCHAR,
  "external_id_value" VARCHAR,
  "triggering_event_id" VARCHAR,
  "triggering_event_name" VARCHAR,
  "triggering_event_source_id" VARCHAR,
  "triggering_event_source_name" VARCHAR,
  "triggering_event_source_slug" VARCHAR,
  "triggering_event_type" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."external_id_mapping_updates"
SELECT printf('eim-%s-%d', kind, i), printf('use_%05d', i), md5(value), kind, value, printf('event-%d', i), NULL,
       'source-1', 'App', 'app', 'identify', 1767225600000 + i, moment, moment, moment
FROM (
  SELECT i, 'email' AS kind, printf('shopper%d@example.com', i) AS value FROM range(1, 501) t(i)
  UNION ALL SELECT i, 'anonymous_id', md5(i::VARCHAR) FROM range(1, 501) t(i)
), LATERAL (SELECT TIMESTAMP '2026-01-01' + to_minutes(i) AS moment);

CREATE TABLE "my-project-42"."segment_profiles"."profile_traits_updates" (
  "id" VARCHAR,
  "segment_id" VARCHAR,
  "email" VARCHAR,
  "country" VARCHAR,
  "loyalty_number" VARCHAR,
  "loyalty_tier" VARCHAR,
  "favourite_store_id" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."profile_traits_updates"
SELECT printf('ptu-%d', i), printf('use_%05d', i), printf('shopper%d@example.com', i), 'GB', printf('LY%07d', i * 53),
       ['blue', 'silver', 'gold'][i % 3 + 1], CASE WHEN i % 4 > 0 THEN printf('S%03d', i // 4 % 50 + 1) END,
       1767225600000 + i, moment, moment, moment
FROM (SELECT i, TIMESTAMP '2026-01-01' + to_minutes(i) AS moment FROM range(1, 501) t(i));

CREATE TABLE "my-project-42"."segment_profiles"."profile_merges" (
  "canonical_segment_id" VARCHAR,
  "segment_id" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."profile_merges"
SELECT "canonical_segment_id", "segment_id", "seq", "received_at", "uuid_ts", "timestamp"
FROM "my-project-42"."segment_profiles"."id_graph_updates";

CREATE TABLE "my-project-42"."segment_profiles"."user_identifiers" (
  "canonical_segment_id" VARCHAR,
  "type" VARCHAR,
  "value" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."user_identifiers"
SELECT "segment_id", "external_id_type", "external_id_value", "seq", "received_at", "uuid_ts", "timestamp"
FROM "my-project-42"."segment_profiles"."external_id_mapping_updates";

CREATE TABLE "my-project-42"."segment_profiles"."user_traits" (
  "canonical_segment_id" VARCHAR,
  "name" VARCHAR,
  "value" VARCHAR,
  "seq" BIGINT,
  "received_at" TIMESTAMP,
  "uuid_ts" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."user_traits"
SELECT "segment_id", trait, content, "seq", "received_at", "uuid_ts", "timestamp"
FROM "my-project-42"."segment_profiles"."profile_traits_updates"
UNPIVOT (content FOR trait IN ("email", "country", "loyalty_number", "loyalty_tier", "favourite_store_id"));

CREATE TABLE "my-project-42"."segment_profiles"."pages" (
  "id" VARCHAR,
  "segment_id" VARCHAR,
  "anonymous_id" VARCHAR,
  "url" VARCHAR,
  "event_source_id" VARCHAR,
  "received_at" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."pages"
SELECT printf('message-%d', i), printf('use_%05d', i % 500 + 1), NULL, printf('https://shop.example/%d', i % 30),
       'source-1', moment, moment
FROM (SELECT i, TIMESTAMP '2026-01-01' + to_minutes(i) AS moment FROM range(1200) t(i));

CREATE TABLE "my-project-42"."segment_profiles"."order_completed" (
  "id" VARCHAR,
  "segment_id" VARCHAR,
  "order_id" BIGINT,
  "event_source_id" VARCHAR,
  "received_at" TIMESTAMP,
  "timestamp" TIMESTAMP
);
INSERT INTO "my-project-42"."segment_profiles"."order_completed"
SELECT printf('message-o%d', "order_id"), printf('use_%05d', "member_id" - 10000), "order_id", 'source-1', "ordered_at",
       "ordered_at"
FROM "my-project-42"."retail"."orders" WHERE "channel" = 'online';
