DROP TABLE "escalation";
