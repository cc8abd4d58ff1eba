#!/bin/sh
# Succeeds if the service answers.
exec curl --silent --fail --max-time 0.8 --output /dev/null http://127.0.0.1/
