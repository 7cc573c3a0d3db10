ALTER TABLE callback_draw ADD CONSTRAINT callback_draw_share CHECK (share BETWEEN 1 AND 99);
ALTER TABLE callback_draw ADD CONSTRAINT callback_draw_digest CHECK (digest = encode(sha256(seed), 'hex'));
ALTER TABLE callback_draw ADD CONSTRAINT callback_draw_drawn CHECK (drawn BETWEEN 0 AND frame);
