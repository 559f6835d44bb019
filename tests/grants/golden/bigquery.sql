-- Rights for Segment's Data Graph on BigQuery: to read what the graph names, and to write to one
-- place of its own. An administrator runs this. It takes nothing away: rights on what the graph
-- names no more stay until somebody revokes them.
-- It is made from examples/bigquery-retail/graph.dg.

-- The service account, and its right to run queries, which this project pays for.
-- SQL cannot make the account. Unless it exists, run:
--   gcloud iam service-accounts create segment-linked --project=my-project-42
-- Segment wants its key, in JSON:
--   gcloud iam service-accounts keys create key.json --iam-account=segment-linked@my-project-42.iam.gserviceaccount.com
GRANT `roles/bigquery.user` ON PROJECT `my-project-42` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';

-- The dataset that Segment keeps its books in, the only one that it writes to.
-- It has to be where the data is, which is the US unless you say otherwise:
-- `datagraph grants --location EU`.
CREATE SCHEMA IF NOT EXISTS `my-project-42`.`__segment_reverse_etl`;
GRANT `roles/bigquery.dataEditor` ON SCHEMA `my-project-42`.`__segment_reverse_etl` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';

-- What Segment reads: first the datasets, to see which tables there are and what columns they have.
GRANT `roles/bigquery.metadataViewer` ON SCHEMA `my-project-42`.`catalogue` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.metadataViewer` ON SCHEMA `my-project-42`.`retail` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.metadataViewer` ON SCHEMA `my-project-42`.`segment_profiles` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.metadataViewer` ON SCHEMA `shared-reference-data`.`geo` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';

-- The tables and views of the graph. A view over tables in another dataset has to be an authorized
-- view there.
-- Where one is a view, write VIEW in place of TABLE; `datagraph grants --catalog FILE` does it for
-- you.
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`catalogue`.`articles` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`retail`.`loyalty_members` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`retail`.`order_lines` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`retail`.`orders` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `shared-reference-data`.`geo`.`stores` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';

-- The tables of Profiles Sync. One that does not exist has to be chosen in Segment first, under
-- Unify, Profiles Sync, Selective sync.
-- Conditions on events read a table for each event, besides these: `datagraph grants --events`
-- opens the whole schema.
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`external_id_mapping_updates` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`id_graph_updates` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`profile_merges` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`profile_traits_updates` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`user_identifiers` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
GRANT `roles/bigquery.dataViewer` ON TABLE `my-project-42`.`segment_profiles`.`user_traits` TO 'serviceAccount:segment-linked@my-project-42.iam.gserviceaccount.com';
