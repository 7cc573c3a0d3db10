DROP INDEX "data_request_by_time";
