#!/bin/sh
# Succeeds if haproxy answers.
exec curl --silent --fail --max-time 1.5 --output /dev/null http://127.0.0.1:8404/healthy
