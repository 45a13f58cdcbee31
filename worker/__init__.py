"""The processes: watcher, workers, embedded server, supervisor and command line."""
