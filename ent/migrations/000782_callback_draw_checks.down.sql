ALTER TABLE callback_draw DROP CONSTRAINT callback_draw_share, DROP CONSTRAINT callback_draw_digest, DROP CONSTRAINT callback_draw_drawn;
