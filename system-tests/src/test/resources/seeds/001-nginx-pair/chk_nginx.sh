#!/bin/bash
# No nginx: start it again, and if it is still missing after 5 seconds, take this node out.
running() { ps -eo args | grep -v grep | grep -q 'nginx: master process'; }
running && exit 0
/etc/keepalived/service start nginx
sleep 5
running && exit 0
/etc/keepalived/service stop keepalived
exit 1
