<p>Not code</p>
<?php
$name = 'World';
$double = "Hello {$name}, $name and {$a->b['c']}\n";
$single = 'it\'s \n ' . $double . "!" . PHP_EOL;
$here = <<<TEXT
    Dear $name,
      more {$list[0]}
    TEXT;
$now = <<<'RAW'
plain $name
RAW;
$list = [1, 2, ...$more];
$object = ['a' => 1, "b" => ['c' => true], 3];
$old = array('x' => null);
$sum = 2 * 3 + 4;
$value = $object['a'] ?? config('services.thing.model', 'none');
$short = $value ?: getenv('MODEL');
$chosen = $name === 'World' ? 'x' : 'y';
$matched = match ($name) {
    'a', 'b' => 1,
    default => throw new Exception('no'),
};
$truth = match (true) {
    $value > 3 => 'big',
    default => 'small',
};
$joined = implode("\n", $list) . str_replace(['{a}', '{b}'], [$name, 'c'], $double) . substr($double, 0, 500);
$merged = array_merge($old, ['d' => 4]) + ['e' => 5];
$formatted = sprintf('%s is %d', $name, 3);
$arrow = fn (int $x) => $x * 2;
$closure = function ($y) use ($name) {
    return $y . $name;
};
$mapped = array_map(fn ($item) => strtoupper($item), $list);
$made = app(Service::class);
$file = file_get_contents(__DIR__ . '/prompt.txt');
$settings = require __DIR__ . '/settings.php';
$all = compact('name', 'value');
$environment = $_ENV['MODEL'] ?? env('OTHER', 'default');
$negative = -1;
$not = !$name;
