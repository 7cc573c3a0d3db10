DROP TABLE "stage_report";
