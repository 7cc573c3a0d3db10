DROP INDEX data_request_one_open;
