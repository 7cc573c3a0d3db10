DROP INDEX "stage_report_by_assignment";
