#!/bin/sh
# Succeeds if haproxy answers. A haproxy that hangs has a process too, so the process alone would prove nothing.
exec curl --silent --fail --max-time 0.8 --output /dev/null http://127.0.0.1:8404/healthy
