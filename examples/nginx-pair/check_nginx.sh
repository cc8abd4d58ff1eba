#!/bin/sh
# Succeeds if nginx answers. To start a dead nginx again is the business of systemd (Restart=on-failure), not of a check.
exec curl --silent --fail --max-time 0.8 --output /dev/null http://127.0.0.1/
