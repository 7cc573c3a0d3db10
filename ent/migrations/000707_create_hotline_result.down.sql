DROP TABLE "hotline_result";
