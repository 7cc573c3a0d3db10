DROP TABLE "duty_catalogue";
