-- Rights for Segment's Data Graph on Snowflake: to read what the graph names, and to write to one
-- place of its own. An administrator runs this. It takes nothing away: rights on what the graph
-- names no more stay until somebody revokes them.
-- It is made from examples/ecommerce/graph.dg.

-- The role that holds the rights, and the user that has it.
USE ROLE ACCOUNTADMIN;
CREATE ROLE IF NOT EXISTS "SEGMENT_LINKED_ROLE" COMMENT = 'Segment Data Graph';
CREATE USER IF NOT EXISTS "SEGMENT_LINKED_USER" TYPE = SERVICE DEFAULT_ROLE = "SEGMENT_LINKED_ROLE" TIMEZONE = 'UTC' COMMENT = 'Segment Data Graph';
GRANT ROLE "SEGMENT_LINKED_ROLE" TO USER "SEGMENT_LINKED_USER";
-- The user logs in with a key pair, and only after you have given it the public key:
--   ALTER USER "SEGMENT_LINKED_USER" SET RSA_PUBLIC_KEY = '<public key>';

-- The virtual warehouse that runs Segment's queries.
CREATE WAREHOUSE IF NOT EXISTS "SEGMENT_LINKED_WH" WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60 AUTO_RESUME = TRUE INITIALLY_SUSPENDED = TRUE;
GRANT USAGE ON WAREHOUSE "SEGMENT_LINKED_WH" TO ROLE "SEGMENT_LINKED_ROLE";

-- The database that Segment keeps its books in, the only one that it writes to. In Segment, name it
-- as the connection's database.
CREATE DATABASE IF NOT EXISTS "SEGMENT_LINKED_PROFILES_DB";
GRANT USAGE, CREATE SCHEMA ON DATABASE "SEGMENT_LINKED_PROFILES_DB" TO ROLE "SEGMENT_LINKED_ROLE";

-- What Segment reads: first the databases and schemas. A database that another account shares with
-- yours takes GRANT IMPORTED PRIVILEGES ON DATABASE in place of all that follows.
GRANT USAGE ON DATABASE "PRODUCTION" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT USAGE ON SCHEMA "PRODUCTION"."CUST" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT USAGE ON SCHEMA "PRODUCTION"."PROD" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT USAGE ON SCHEMA "PRODUCTION"."SEGMENT" TO ROLE "SEGMENT_LINKED_ROLE";

-- The tables and views of the graph. Without the word TABLE or VIEW, a statement fits either.
GRANT SELECT ON "PRODUCTION"."CUST"."ACCOUNT" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."CUST"."CART" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."CUST"."CART_PRODUCT" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."CUST"."HOUSEHOLD" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."CUST"."SUBSCRIPTION" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."PROD"."PRODUCT_SKUS" TO ROLE "SEGMENT_LINKED_ROLE";

-- The tables of Profiles Sync. One that does not exist has to be chosen in Segment first, under
-- Unify, Profiles Sync, Selective sync.
-- Conditions on events read a table for each event, besides these: `datagraph grants --events`
-- opens the whole schema.
GRANT SELECT ON "PRODUCTION"."SEGMENT"."EXTERNAL_ID_MAPPING_UPDATES" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."SEGMENT"."ID_GRAPH_UPDATES" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."SEGMENT"."PROFILE_MERGES" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."SEGMENT"."PROFILE_TRAITS_UPDATES" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."SEGMENT"."USER_IDENTIFIERS" TO ROLE "SEGMENT_LINKED_ROLE";
GRANT SELECT ON "PRODUCTION"."SEGMENT"."USER_TRAITS" TO ROLE "SEGMENT_LINKED_ROLE";
