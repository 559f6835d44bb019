-- Queries that show whether Segment's Data Graph has its rights on BigQuery. Each has to end
-- without an error; that a table has no rows is none.
-- It is made from examples/bigquery-retail/graph.dg.

-- Run them as segment-linked@my-project-42.iam.gserviceaccount.com, in the project my-project-42.
SELECT SESSION_USER();

-- The datasets.
SELECT table_name FROM `my-project-42`.`__segment_reverse_etl`.INFORMATION_SCHEMA.TABLES;
SELECT table_name FROM `my-project-42`.`catalogue`.INFORMATION_SCHEMA.TABLES;
SELECT table_name FROM `my-project-42`.`retail`.INFORMATION_SCHEMA.TABLES;
SELECT table_name FROM `my-project-42`.`segment_profiles`.INFORMATION_SCHEMA.TABLES;
SELECT table_name FROM `shared-reference-data`.`geo`.INFORMATION_SCHEMA.TABLES;

-- The tables. No column is read, so that it costs nothing.
SELECT 1 AS readable FROM `my-project-42`.`catalogue`.`articles` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`retail`.`loyalty_members` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`retail`.`order_lines` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`retail`.`orders` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`external_id_mapping_updates` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`id_graph_updates` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`profile_merges` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`profile_traits_updates` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`user_identifiers` LIMIT 1;
SELECT 1 AS readable FROM `my-project-42`.`segment_profiles`.`user_traits` LIMIT 1;
SELECT 1 AS readable FROM `shared-reference-data`.`geo`.`stores` LIMIT 1;
