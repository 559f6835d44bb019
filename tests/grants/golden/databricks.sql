-- Rights for Segment's Data Graph on Databricks: to read what the graph names, and to write to one
-- place of its own. An administrator runs this. It takes nothing away: rights on what the graph
-- names no more stay until somebody revokes them.
-- It is made from examples/ecommerce/graph.dg.

-- The service principal. SQL cannot make it: add one in the workspace's settings under Identity and
-- access, generate an OAuth secret for it, and let it use the SQL warehouse (Permissions, Can use).
-- Put its application ID in place of <application-id> everywhere below, or make this script with
-- `datagraph grants --user APPLICATION_ID`.

-- The catalog that Segment keeps its books in, the only one that it writes to. In Segment, name it
-- as the connection's catalog.
CREATE CATALOG IF NOT EXISTS `segment_linked_profiles_db`;
GRANT USE CATALOG, USE SCHEMA, CREATE SCHEMA, CREATE TABLE, SELECT ON CATALOG `segment_linked_profiles_db` TO `<application-id>`;

-- What Segment reads: first the catalogs and schemas.
GRANT USE CATALOG ON CATALOG `PRODUCTION` TO `<application-id>`;
GRANT USE SCHEMA ON SCHEMA `PRODUCTION`.`CUST` TO `<application-id>`;
GRANT USE SCHEMA ON SCHEMA `PRODUCTION`.`PROD` TO `<application-id>`;
GRANT USE SCHEMA ON SCHEMA `PRODUCTION`.`SEGMENT` TO `<application-id>`;

-- The tables and views of the graph; Unity Catalog says TABLE for either.
GRANT SELECT ON TABLE `PRODUCTION`.`CUST`.`ACCOUNT` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`CUST`.`CART` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`CUST`.`CART_PRODUCT` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`CUST`.`HOUSEHOLD` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`CUST`.`SUBSCRIPTION` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`PROD`.`PRODUCT_SKUS` TO `<application-id>`;

-- The tables of Profiles Sync. One that does not exist has to be chosen in Segment first, under
-- Unify, Profiles Sync, Selective sync.
-- Conditions on events read a table for each event, besides these: `datagraph grants --events`
-- opens the whole schema.
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`external_id_mapping_updates` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`id_graph_updates` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`profile_merges` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`profile_traits_updates` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`user_identifiers` TO `<application-id>`;
GRANT SELECT ON TABLE `PRODUCTION`.`SEGMENT`.`user_traits` TO `<application-id>`;
