"""The thinking: values in, values out; no clock, no files, no SQL, no printing."""
