-- Faults for `[warehouse.faulty]` in datagraph.toml, run after warehouse.sql: what loads without keys and constraints
-- leave behind. `datagraph check --warehouse faulty` must find these, and nothing else:
--
-- 1. application: 7 applications have no number yet: APPLICATION_ID is NULL.
-- 2. customer-applications: the profiles' telephone numbers are of the type `phone_number`; there is no `phone`.
-- 3. card: the cards of joint accounts have one row for each of the two accounts: 200 values of CARD_ID twice.
-- 4. card-transactions: a payment with such a card belongs to two rows of cards, so that 1:many is many:many.
-- A table whose keys are not met cannot declare them, so those keys are gone as well.

CREATE OR REPLACE TABLE "BANK"."SALES"."APPLICATIONS" AS
SELECT * REPLACE (CASE WHEN "APPLICATION_ID" > 30006 THEN "APPLICATION_ID" END AS "APPLICATION_ID")
FROM "BANK"."SALES"."APPLICATIONS";

UPDATE "BANK"."PROFILES"."USER_IDENTIFIERS" SET "TYPE" = 'phone_number' WHERE "TYPE" = 'phone';

CREATE OR REPLACE TABLE "BANK"."CORE"."CARDS" AS
SELECT * FROM "BANK"."CORE"."CARDS"
UNION ALL
SELECT * REPLACE ("ACCOUNT_ID" + 100 AS "ACCOUNT_ID") FROM "BANK"."CORE"."CARDS" WHERE "CARD_ID" < 88000200;
