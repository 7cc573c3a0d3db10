DROP TABLE "data_request";
