DROP TABLE "assignment_push";
