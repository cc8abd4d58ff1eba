#!/bin/sh
# Called with INSTANCE or GROUP, its name, its state and its priority; keeps a record of them with the time.
echo "$(date '+%F %T') $(hostname): $2 is $3 with priority $4" >> /run/vrrp-states
