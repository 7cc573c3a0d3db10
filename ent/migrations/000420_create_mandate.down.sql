DROP TABLE "mandate";
