DROP TABLE "consultation_opinion";
