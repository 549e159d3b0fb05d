-- How the chain's endpoints are doing (core/model/endpointhealth.h), as the process that follows the chain says. NULL: it has
-- not said it yet.

ALTER TABLE chain_status
    ADD COLUMN endpoints TEXT CHECK (endpoints IS NULL OR json_valid(endpoints));
