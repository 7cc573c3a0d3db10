DROP INDEX "callback_draw_one_a_day";
