DROP INDEX "voice_once";
