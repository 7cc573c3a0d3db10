DROP INDEX rate_one_latest;
