<?php
function run(array $items, $model)
{
    $body = [];
    $body['a'] = 1;
    $messages = [];
    $messages[] = ['role' => 'user'];
    foreach ($items as $key => $item) {
        use_it($item);
    }
    foreach ($items as $item):
        again($item);
    endforeach;
    for ($i = 0; $i < 3; $i++) {
        count_up($i);
    }
    while (more()) {
        step();
    }
    do {
        once();
    } while (more());
    if ($model) {
        one();
    } elseif ($items) {
        two();
    } else {
        three();
    }
    switch ($model) {
        case 'a':
        case 'b':
            both();
            break;
        default:
            other();
    }
    try {
        risky();
    } catch (RuntimeException $e) {
        handle($e);
    } finally {
        done();
    }
    [$first, $second] = $items;
    $text = 'a';
    $text .= 'b';
    $model ??= 'default';
    $one = $two = 5;
    echo $text, $model;
    return $body;
}
