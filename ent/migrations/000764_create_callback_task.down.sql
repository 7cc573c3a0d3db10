DROP TABLE "callback_task";
