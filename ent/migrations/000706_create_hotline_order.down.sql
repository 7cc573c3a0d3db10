DROP TABLE "hotline_order";
