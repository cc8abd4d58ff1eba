#!/bin/bash
subject="$(hostname) to be $2: $1 floating"
body="$(date '+%F %H:%M:%S'): vrrp transition, $(hostname changed to be $2)"
echo "$subject" >> /var/log/keepalived.mail
echo "$body" >> /var/log/keepalived.mail
