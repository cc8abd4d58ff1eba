#!/bin/bash
# lvs.sh NAME COMMAND...: runs a daemon on this kernel's IPVS through the life of a few virtual servers, and writes the table
# after each step, sorted, to /vm/NAME.STEP, and the programs that were run to /vm/NAME.STEP.programs. COMMAND gets the
# configuration file as its last argument.
name=$1
shift
here=$(dirname "$(readlink -f "$0")")
modprobe ip_vs
for scheduler in rr wrr wlc lc sh; do modprobe "ip_vs_$scheduler"; done
modprobe fou
ip link show lab0 > /dev/null 2>&1 || { ip link add lab0 type dummy; ip link set lab0 up; }
mkdir -p /tmp/up
rm -f /run/keepalived.pid /run/checkers.pid
python3 "$here/servers.py" /tmp/up a=127.0.0.1:8001 b=127.0.0.2:8002 c=127.0.0.3:8003 d=127.0.0.4:8004 &
servers=$!
cat > /tmp/told.sh <<'X'
#!/bin/bash
echo "$*" >> /tmp/told
X
chmod +x /tmp/told.sh

# write WEIGHT SCHEDULER QUORUM: the configuration; the fourth server is there with a fourth argument
write() {
    local more=
    if [ -n "$4" ]; then
        more=$'real_server 127.0.0.4 8004 {\nweight 7\nTCP_CHECK {\n}\n}'
    fi
    cat > /tmp/lvs.conf <<X
global_defs {
    script_user root
}
virtual_server 10.9.0.100 80 {
    delay_loop 0.4
    lb_algo $2
    lb_kind NAT
    protocol TCP
    quorum $3
    quorum_up "/tmp/told.sh quorum up"
    quorum_down "/tmp/told.sh quorum down"
    sorry_server 127.0.0.9 8009
    connect_timeout 1
    retry 1
    delay_before_retry 0.2
    warmup 0
    real_server 127.0.0.1 8001 {
        weight $1
        notify_up "/tmp/told.sh a up"
        notify_down "/tmp/told.sh a down"
        TCP_CHECK {
        }
    }
    real_server 127.0.0.2 8002 {
        weight 2
        uthreshold 100
        lthreshold 50
        notify_up "/tmp/told.sh b up"
        notify_down "/tmp/told.sh b down"
        TCP_CHECK {
        }
    }
    real_server 127.0.0.3 8003 {
        weight 1
        inhibit_on_failure
        notify_up "/tmp/told.sh c up"
        notify_down "/tmp/told.sh c down"
        TCP_CHECK {
        }
    }
    $more
}
virtual_server 10.9.0.101 443 {
    delay_loop 0.4
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    persistence_timeout 300
    persistence_granularity 255.255.255.0
    warmup 0
    alpha
    omega
    sorry_server 10.9.1.9 443
    sorry_server_inhibit
    real_server 10.9.1.1 443 {
        notify_up "/tmp/told.sh direct up"
        notify_down "/tmp/told.sh direct down"
        TCP_CHECK {
            connect_ip 127.0.0.1
            connect_port 8001
            bindto 127.0.0.8
        }
    }
}
virtual_server 10.9.0.102 53 {
    delay_loop 0.4
    lvs_sched sh
    sh-port
    sh-fallback
    lvs_method TUN type gue port 6080 csum
    protocol UDP
    warmup 0
    real_server 10.9.1.2 53 {
        TCP_CHECK {
            connect_ip 127.0.0.2
            connect_port 8002
        }
    }
    real_server 10.9.1.3 53 {
        lvs_method TUN
        TCP_CHECK {
            connect_ip 127.0.0.3
            connect_port 8003
        }
    }
}
virtual_server fd00::100 80 {
    delay_loop 0.4
    lvs_sched lc
    lvs_method DR
    protocol TCP
    warmup 0
    real_server fd00::11 80 {
        TCP_CHECK {
            connect_ip 127.0.0.1
            connect_port 8001
        }
    }
}
virtual_server fwmark 7 {
    delay_loop 0.4
    lvs_sched rr
    lvs_method NAT
    warmup 0
    real_server 10.9.1.4 8080 {
        TCP_CHECK {
            connect_ip 127.0.0.2
            connect_port 8002
        }
    }
}
X
}

# step NAME: waits until the table has not changed for two and a half seconds
step() {
    local last= same=0 now
    for ((turn = 0; turn < 100 && same < 8; turn++)); do
        sleep 0.3
        now=$(ipvsadm -Sn | sort)
        if [ "$now" = "$last" ]; then same=$((same + 1)); else same=0; fi
        last=$now
    done
    echo "$last" > "/vm/$name.$1"
    sort /tmp/told > "/vm/$name.$1.programs"
    : > /tmp/told
}

: > /tmp/told
touch /tmp/up/a /tmp/up/b /tmp/up/c /tmp/up/d
write 1 wrr 2
"$@" /tmp/lvs.conf > "/vm/$name.log" 2>&1 &
daemon=$!
for ((turn = 0; turn < 200; turn++)); do
    ipvsadm -Sn | grep -q 10.9.0.100 && break
    sleep 0.1
done
step 1-start
rm /tmp/up/c
step 2-inhibited-down
rm /tmp/up/b
step 3-quorum-lost
touch /tmp/up/b /tmp/up/c
step 4-all-back
write 5 rr 2 more
kill -HUP $daemon
step 5-reload
rm /tmp/up/a /tmp/up/b /tmp/up/c /tmp/up/d
step 6-all-down
touch /tmp/up/a /tmp/up/d
step 7-two-back
write 5 wrr 2
kill -HUP $daemon
step 8-reload
kill $daemon
wait $daemon
step 9-stop
kill $servers
