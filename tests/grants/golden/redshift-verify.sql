-- Queries that show whether Segment's Data Graph has its rights on Redshift. Each has to end
-- without an error; that a table has no rows is none.
-- It is made from examples/ecommerce/graph.dg.

-- Log in as "segment_linked_user", and connect to the database "segment_linked_profiles_db".
SELECT CURRENT_USER, CURRENT_DATABASE();

-- All that it may do: nothing should be in the list that the script does not grant.
SHOW GRANTS FOR ROLE "segment_linked_role";

-- The databases.
SHOW SCHEMAS FROM DATABASE "PRODUCTION";

-- The tables.
SELECT * FROM "PRODUCTION"."CUST"."ACCOUNT" LIMIT 10;
SELECT * FROM "PRODUCTION"."CUST"."CART" LIMIT 10;
SELECT * FROM "PRODUCTION"."CUST"."CART_PRODUCT" LIMIT 10;
SELECT * FROM "PRODUCTION"."CUST"."HOUSEHOLD" LIMIT 10;
SELECT * FROM "PRODUCTION"."CUST"."SUBSCRIPTION" LIMIT 10;
SELECT * FROM "PRODUCTION"."PROD"."PRODUCT_SKUS" LIMIT 10;
SELECT * FROM "PRODUCTION"."SEGMENT"."profile_merges" LIMIT 10;
SELECT * FROM "PRODUCTION"."SEGMENT"."user_identifiers" LIMIT 10;
SELECT * FROM "PRODUCTION"."SEGMENT"."user_traits" LIMIT 10;
