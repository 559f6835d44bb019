-- Faults for `[warehouse.faulty]` in datagraph.toml, run after warehouse.sql: what loads without keys and constraints
-- leave behind. `datagraph check --warehouse faulty` must find these, and nothing else:
--
-- 1. article: the table keeps history; an article has one row for each of its prices, and one of them is current.
-- 2. sales-order: 60 orders are deleted in the application, and still here, with `is_deleted` true.
-- 3. favourite-store: the app sends the trait `favorite_store_id`, so there is no `favourite_store_id`.
-- 4. ordered-articles: 150 lines name articles that the catalogue does not hold: orphans.
-- A table whose keys are not met cannot declare them, so those keys are gone as well.

CREATE OR REPLACE TABLE "my-project-42"."catalogue"."articles" AS
SELECT "article_id", "title", "brand", h."price", "valid_from", "valid_to", "valid_to" IS NULL AS "is_current"
FROM "my-project-42"."catalogue"."articles"
JOIN "my-project-42"."catalogue"."article_price_history" h USING ("article_id");

ALTER TABLE "my-project-42"."retail"."orders" ADD COLUMN "is_deleted" BOOLEAN;
UPDATE "my-project-42"."retail"."orders" SET "is_deleted" = "order_id" % 30 = 0;

UPDATE "my-project-42"."segment_profiles"."user_traits" SET "name" = 'favorite_store_id'
WHERE "name" = 'favourite_store_id';

UPDATE "my-project-42"."retail"."order_lines" SET "article_id" = 'X' || "article_id" WHERE "order_line_id" % 30 = 0;
