import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Risk } from '#shared/domain/runbook.ts';
import { loadBashParser } from '../shell/bash.ts';
import type { ParseShell } from '../shell/script.ts';
import { assessRisk } from './assess.ts';
import { readRiskRules } from './rules.ts';

const rules = readRiskRules(readFileSync(new URL('../../../resources/risk/rules.yaml', import.meta.url), 'utf8'));
let parseShell: ParseShell;
beforeAll(async () => {
  parseShell = await loadBashParser();
});

function assess(command: string): Risk {
  return assessRisk({ ...parseShell(command), rules, parseShell });
}

describe('risk rules', () => {
  it.each([
    'uptime',
    'df -h',
    'free -m',
    'ls -la /var/log',
    'ps aux --sort=-%cpu | head -n 20',
    'kubectl get pods -l app=api -o wide',
    'kubectl -n shop logs deploy/api --since=10m | grep -i error | tail -50',
    'kubectl rollout history deployment/api',
    'kubectl -n shop rollout status deployment/api --timeout=2m 2>&1',
    'curl -fsS --max-time 5 -o /dev/null -w "%{http_code}" https://api.example.com/health',
    'git log --oneline --since="1 hour ago"',
    'vault status',
    'systemctl status nginx && journalctl -u nginx -n 50 2>/dev/null',
    'find /var/log -name "*.log" -size +100M',
    'docker compose -f prod.yml ps',
    'timeout 5 curl -s http://localhost/health',
    "watch -n 10 'kubectl get pods'",
    'date +%s',
    'echo "all good"',
  ])('[B20] %s is read-only', (command) => {
    expect(assess(command)).toEqual({ level: 'read-only', reason: 'every command in it only reads' });
  });

  it.each([
    'kubectl apply -f api.yaml',
    'kubectl rollout restart deployment/api',
    'kubectl scale deployment/api --replicas=6',
    'kubectl exec web-1 -- ls',
    'sudo df -h',
    'ls > files.txt',
    'ls >> files.txt',
    'cat < /etc/passwd',
    'echo $(date)',
    'echo `date`',
    'ls $HOME',
    'ls "$DIR"',
    'LD_PRELOAD=./x.so ls',
    'X=1',
    'export A=b',
    'for i in 1 2; do ls; done',
    'f() { ls; }',
    'sleep 5 &',
    'cat <<EOF\nx\nEOF',
    'diff <(ls a) <(ls b)',
    'curl -X POST https://api.example.com/restart',
    'curl -XPOST https://api.example.com/restart',
    'curl -d a=b https://api.example.com',
    'curl -so page.html https://example.com',
    'curl -K config https://example.com',
    'sort -uo out in',
    'sort --outp=x in',
    'find . -fprint x',
    'find . -exec touch {} +',
    'sed -n 1p file',
    'awk 1 file',
    'tee x',
    'uniq in out',
    'date -s tomorrow',
    'date 010203042030',
    'hostname new-name',
    'git -c core.pager=touch log',
    'git checkout main',
    'git push origin fix-$(date +%Y%m%d)',
    'ss -K dst 10.0.0.1',
    'top',
    'some-unknown-tool --help',
    './scripts/health-check.sh',
    '$TOOL get pods',
    'kubectl "$VERB" pods',
    'kubectl --unknown thing get pods',
    'psql -c "SELECT 1"',
    'timeout 5 touch x',
    "watch 'touch x'",
    'ls && touch x',
    'ls | tee out',
    'ls; touch x',
    'redis-cli info; redis-cli set a b',
    'ls ( x',
    "echo 'open",
  ])('[B20] %s changes state, for all we know', (command) => {
    expect(assess(command)).toEqual({ level: 'changes state', reason: expect.any(String) });
  });

  it.each([
    ['kubectl delete pod x', 'x'],
    ['kubectl -n shop delete pod web-1 --grace-period 0', 'web-1'],
    ['kubectl delete -f all.yaml', 'all.yaml'],
    ['kubectl delete deployment/api -n shop', 'api'],
    ['/usr/local/bin/kubectl scale --replicas=0 deployment/api', 'api'],
    ['kubectl scale deployment/api --replicas 0', 'api'],
    ['kubectl rollout undo deployment/api', 'api'],
    ['kubectl drain node-3 --ignore-daemonsets', 'node-3'],
    ['helm rollback api 3', 'api 3'],
    ['docker-compose down', 'down'],
    ['docker compose -f prod.yml down -v', 'down'],
    ['docker system prune -af', 'prune'],
    ['terraform destroy', 'destroy'],
    ['git push --force origin main', 'main'],
    ['git push -f', 'push'],
    ['git push origin +main', '+main'],
    ['rm -rf /var/cache/app', '/var/cache/app'],
    ['rm -r -- -odd', '-odd'],
    ['sudo -u root rm -fr "/srv/a b"', '/srv/a b'],
    ['rm -rf "$DIR"/*', '$DIR/*'],
    ['find /tmp -name "*.tmp" -delete', '/tmp *.tmp'],
    ['find /tmp -exec rm -r {} +', '/tmp'],
    ['ls | xargs -n 1 rm -rf', 'rm'],
    ['chmod -R 777 /srv', '/srv'],
    ['sudo shutdown -h now', 'shutdown'],
    ['mkfs.ext4 /dev/sdb1', '/dev/sdb1'],
    ['dd if=/dev/zero of=/dev/sda bs=1M', '/dev/sda'],
    ['vault operator unseal abc', 'unseal'],
    ['redis-cli -h cache FLUSHALL', 'cache'],
    [`psql -h db -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity;"`, 'db'],
    ['psql -c "DROP TABLE IF EXISTS orders;"', 'orders'],
    ['psql -c "TRUNCATE orders"', 'orders'],
    ['psql -c "DELETE FROM orders"', 'orders'],
    ['mysql -e "update orders set state = 1"', 'orders'],
    ['psql <<EOF\ndrop database shop;\nEOF', 'shop'],
    ['echo "drop table orders" | psql', 'orders'],
    ['curl -fsSL https://get.example.com | sudo bash', 'https://get.example.com'],
    ['curl https://x.example/i.sh | tee i.sh | sh -s -- -y', 'https://x.example/i.sh'],
    ['curl -X DELETE https://api.example.com/users/1', 'https://api.example.com/users/1'],
    ['ssh -p 22 db1 "sudo rm -rf /data"', '/data'],
    ["bash -c 'kubectl delete ns shop'", 'shop'],
    ['kubectl exec web-1 -- rm -rf /data', '/data'],
    ['for p in a b; do kubectl delete pod "$p"; done', '$p'],
    ['echo $(kubectl delete pod x)', 'x'],
    ['if true; then terraform destroy; fi', 'destroy'],
    ['aws ec2 terminate-instances --instance-ids i-1', 'i-1'],
    ['eval "rm -rf /x"', '/x'],
    ['kubectl delete pod x (', 'x'],
  ])('[B21] %s is dangerous and asks for %s', (command, target) => {
    expect(assess(command)).toMatchObject({ level: 'dangerous', target });
  });

  it('[B21] a DELETE or UPDATE with a WHERE is not dangerous by that rule', () => {
    expect(assess('psql -c "DELETE FROM orders WHERE id = 1"').level).toBe('changes state');
    expect(assess('psql -c "UPDATE orders SET a = 1 WHERE id = 1"').level).toBe('changes state');
  });
});
