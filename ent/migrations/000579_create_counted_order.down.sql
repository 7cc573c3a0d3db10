DROP TABLE "counted_order";
