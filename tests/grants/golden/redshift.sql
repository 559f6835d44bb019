-- Rights for Segment's Data Graph on Redshift: to read what the graph names, and to write to one
-- place of its own. An administrator runs this. It takes nothing away: rights on what the graph
-- names no more stay until somebody revokes them.
-- It is made from examples/ecommerce/graph.dg.
-- Redshift takes capitals in these names for small letters. Where a name is stored with capitals,
-- run this first:
--   SET enable_case_sensitive_identifier TO true;

-- The role that holds the rights, and the user that has it.
CREATE ROLE "segment_linked_role";
CREATE USER "segment_linked_user" PASSWORD DISABLE;
GRANT ROLE "segment_linked_role" TO "segment_linked_user";
-- The user cannot log in before you choose its password:
--   ALTER USER "segment_linked_user" PASSWORD '<password>';

-- The database that Segment keeps its books in, the only one that it writes to. In Segment, name it
-- as the connection's database.
-- From there it reads the other databases, which takes RA3 nodes or Redshift Serverless.
-- A database cannot be created inside a transaction: run the statement by itself.
CREATE DATABASE "segment_linked_profiles_db";
GRANT CREATE ON DATABASE "segment_linked_profiles_db" TO ROLE "segment_linked_role";

-- What Segment reads in one database. Connect to the database "PRODUCTION".
GRANT SELECT ON TABLE "PRODUCTION"."CUST"."ACCOUNT" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."CUST"."CART" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."CUST"."CART_PRODUCT" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."CUST"."HOUSEHOLD" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."CUST"."SUBSCRIPTION" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."PROD"."PRODUCT_SKUS" TO ROLE "segment_linked_role";

-- The tables of Profiles Sync. One that does not exist has to be chosen in Segment first, under
-- Unify, Profiles Sync, Selective sync.
-- Conditions on events read a table for each event, besides these: `datagraph grants --events`
-- opens the whole schema.
GRANT SELECT ON TABLE "PRODUCTION"."SEGMENT"."profile_merges" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."SEGMENT"."user_identifiers" TO ROLE "segment_linked_role";
GRANT SELECT ON TABLE "PRODUCTION"."SEGMENT"."user_traits" TO ROLE "segment_linked_role";

-- The schemas, still in the database "PRODUCTION".
GRANT USAGE ON SCHEMA "CUST" TO ROLE "segment_linked_role";
GRANT USAGE ON SCHEMA "PROD" TO ROLE "segment_linked_role";
GRANT USAGE ON SCHEMA "SEGMENT" TO ROLE "segment_linked_role";
