<?php
function around($client)
{
    before();
    $client->converse([
        "modelId" => "m",
    after();
}
