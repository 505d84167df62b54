namespace AutoGrad;

/// <summary>Drops whole channels over three spatial axes, in training: [samples, channels, depth, height, width]; see <see cref="ChannelDropout"/>.</summary>
/// <param name="rate">The share of channels that is dropped, from 0 to below 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is outside of that.</exception>
public sealed partial class Dropout3d(double rate = 0.5) : ChannelDropout(nameof(Dropout3d), 3, rate);
