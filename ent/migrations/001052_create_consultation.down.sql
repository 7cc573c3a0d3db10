DROP TABLE "consultation";
