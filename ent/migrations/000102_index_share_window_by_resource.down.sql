DROP INDEX "share_window_by_resource";
