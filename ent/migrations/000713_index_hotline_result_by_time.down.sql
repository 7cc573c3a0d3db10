DROP INDEX "hotline_result_by_time";
