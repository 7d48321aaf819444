class A
{
    void M()
    {
        before();
        var text = "not closed;
        after();
    }
}
