"""One file per word after `rescrm`."""
