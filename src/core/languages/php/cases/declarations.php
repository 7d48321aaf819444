<?php

declare(strict_types=1);

namespace App\Services;

use Aws\Thing\ThingClient;
use Other\{First, Second as Two};

require_once __DIR__ . '/helpers.php';
require 'vendor/autoload.php';

const LIMIT = 512;
define('MODEL', 'top');

enum Kind: string
{
    case Fast = 'a';
    case Slow = 'b';
    const Usual = self::Fast;
}

trait Talks
{
    public function talk(): string
    {
        return 'hi';
    }
}

abstract class Base
{
    protected ThingClient $client;
}

final class Asker extends Base implements First
{
    use Talks;

    private const NAMES = ['fast' => 'x', 'slow' => LIMIT];
    private static ?string $last = null;
    protected array $options = [];

    public function __construct(
        private readonly string $model = Kind::Fast->value,
        ?int $max = LIMIT,
        string ...$rest,
    ) {
        parent::__construct();
        $this->client = new ThingClient(['region' => env('REGION', 'x')]);
        $this->options['max'] = $max;
    }

    public static function make(): static
    {
        return new static(model: self::NAMES['fast']);
    }

    public function ask(string $text, array $options = []): string
    {
        self::$last = $text;
        return $this->client->send([...$this->options, ...$options, 'text' => $text, 'kind' => Two::KIND]);
    }
}

function top(Asker $asker): string
{
    return $asker?->ask('a') ?? MODEL;
}
