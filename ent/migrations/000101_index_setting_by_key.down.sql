DROP INDEX "setting_by_key";
