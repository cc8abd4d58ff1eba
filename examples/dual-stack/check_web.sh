#!/bin/sh
# Succeeds if the service answers over both families.
for address in 127.0.0.1 '[::1]'; do
    curl --silent --fail --max-time 0.4 --output /dev/null "http://$address/" || exit 1
done
