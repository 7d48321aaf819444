using System; // a using
/* A block
   over lines. */
namespace Shop;
#region Things
/// <summary>Documents a class.</summary>
class Cart
{
    // A line.
    int count = 1; /* behind */
#if DEBUG
    int debugging = 2;
#endif
}
#endregion
