DROP TABLE "callback_draw";
