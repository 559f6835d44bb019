-- Queries that show whether Segment's Data Graph has its rights on Databricks. Each has to end
-- without an error; that a table has no rows is none.
-- It is made from examples/ecommerce/graph.dg.

-- Run them as the service principal, on the SQL warehouse that it may use.
-- Put its application ID in place of <application-id> everywhere below, or make this script with
-- `datagraph grants --user APPLICATION_ID`.
SELECT CURRENT_USER();

-- The catalogs, and what may be done there.
SHOW GRANTS `<application-id>` ON CATALOG `PRODUCTION`;
SHOW SCHEMAS IN `PRODUCTION`;
SHOW GRANTS `<application-id>` ON CATALOG `segment_linked_profiles_db`;
SHOW SCHEMAS IN `segment_linked_profiles_db`;

-- The tables.
SELECT * FROM `PRODUCTION`.`CUST`.`ACCOUNT` LIMIT 10;
SELECT * FROM `PRODUCTION`.`CUST`.`CART` LIMIT 10;
SELECT * FROM `PRODUCTION`.`CUST`.`CART_PRODUCT` LIMIT 10;
SELECT * FROM `PRODUCTION`.`CUST`.`HOUSEHOLD` LIMIT 10;
SELECT * FROM `PRODUCTION`.`CUST`.`SUBSCRIPTION` LIMIT 10;
SELECT * FROM `PRODUCTION`.`PROD`.`PRODUCT_SKUS` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`external_id_mapping_updates` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`id_graph_updates` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`profile_merges` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`profile_traits_updates` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`user_identifiers` LIMIT 10;
SELECT * FROM `PRODUCTION`.`SEGMENT`.`user_traits` LIMIT 10;
